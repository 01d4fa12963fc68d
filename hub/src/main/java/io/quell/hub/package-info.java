/// Security Hub's two update operations: groups updates into calls, sends them, and reads the
/// answers. No package but this and `io.quell.appconfig` knows the AWS SDK.
@NullMarked
package io.quell.hub;

import org.jspecify.annotations.NullMarked;
