"""Questions in plain words, in Indonesian and English: which named query answers them, and its answer in a sentence.

No word of a question is dropped in silence. What is not understood, cannot be asked together, or may mean several
things is said to be so, with the nearest questions that can be answered.
"""

from kg.asking.answering import Reply, reply
from kg.asking.length import refuse_long
from kg.asking.names import Names
from kg.asking.understanding import Choice, Understanding, understand

__all__ = ["Choice", "Names", "Reply", "Understanding", "refuse_long", "reply", "understand"]
