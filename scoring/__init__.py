"""The score of a drill: a pure fold of the journal into ledger lines, and of the lines into a board.

There is no score anywhere but as the sum of its lines, and no line without the journal entries it rests on. A line
that a judge's mark, a void or a withdrawal changes is worked out anew from the entries; nothing is ever edited.
"""
