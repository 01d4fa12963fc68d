/// Security Hub's two update operations: groups updates into calls, sends them within the quota and
/// reads the answers. `call` below has what all calls share, `reading` how findings are read, and
/// `query` which. Outside of these packages only `io.quell.lambda.publication`,
/// `io.quell.lambda.queue` and two packages of the command line know the AWS SDK.
@NullMarked
package io.quell.hub;

import org.jspecify.annotations.NullMarked;
