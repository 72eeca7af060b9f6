"""Comparison levels: how two values of one field agree.

One ladder, two uses: the level that holds between record and reference is the class of the
discrepancy in the report and, through its weight, the evidence for the link. Levels are
ordered from the closest to the farthest; 0 always means that one side is missing.
"""
