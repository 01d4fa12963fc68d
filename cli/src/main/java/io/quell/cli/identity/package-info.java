/// Who calls AWS, as AWS knows the caller. With `io.quell.hub` below it, it knows the AWS SDK.
@NullMarked
package io.quell.cli.identity;

import org.jspecify.annotations.NullMarked;
