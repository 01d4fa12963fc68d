/// The Lambda function: bytes in, events read, engine asked, updates applied, all of it reported.
@NullMarked
package io.quell.lambda;

import org.jspecify.annotations.NullMarked;
