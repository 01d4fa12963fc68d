/// The rules over a finding: which match, what they want, and what of it is to be sent.
@NullMarked
package io.quell.run;

import org.jspecify.annotations.NullMarked;
