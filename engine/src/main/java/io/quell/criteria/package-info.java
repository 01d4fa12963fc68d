/// What a rule asks of a finding: fields, conditions, and how they are joined, said and explained.
@NullMarked
package io.quell.criteria;

import org.jspecify.annotations.NullMarked;
