"""Record linkage: algorithms that know people, but no sector and no file.

`features` turns a table into arrays, `blocking` makes candidate pairs, `scoring` weighs them by
Fellegi and Sunter (1969), `model` learns the weights without labels, `decide` turns weights
into probabilities and decisions.
"""
