"""Record linkage: algorithms that know people, but no sector and no file.

`features` turns a table into arrays, `prepared` keeps them on disk; `keys`, `near` and `blocking`
make candidate pairs; `comparison` and `addresses` tell how a pair agrees; `scoring`, `rarity` and
`weights` weigh that by Fellegi and Sunter (1969); `pruning` drops who cannot win; `decide` turns
weights into probabilities and decisions; `engine` runs a list through all of it.
"""
