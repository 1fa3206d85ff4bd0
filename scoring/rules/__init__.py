"""The rules by family. Each hears the entries that concern it and says its lines; none knows another.

A rule is a small fold: `Rule.note` takes entries in, `Rule.lines` says what they make, as often as it is asked and
always the same. `hears` names the records after which its lines may differ: nothing else may change them.
"""
