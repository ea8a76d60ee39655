"""The catalogue as Open Referral HSDS 3.1 (Human Services Data Specification): one module an object.

HSDS leaves out what is unknown: a missing value is a missing member, never `null`. What HSDS has no place for is there
twice: as a member that begins with `x_hvk_`, and as a plain `attribute`, so that a client which knows HSDS alone loses
nothing. The layer for professionals is in none of them.
"""
