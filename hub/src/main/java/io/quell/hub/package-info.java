/// Security Hub's two update operations and the reading of findings: groups updates into calls,
/// sends them within the quota, and reads the answers. Besides this package only
/// `io.quell.lambda.publication` and `io.quell.lambda.queue` know the AWS SDK.
@NullMarked
package io.quell.hub;

import org.jspecify.annotations.NullMarked;
