/// Answers that come in pages, and the tokens that lead from one page to the next.
@NullMarked
package io.quell.localhub.page;

import org.jspecify.annotations.NullMarked;
