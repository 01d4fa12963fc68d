/// Makes the template of a release, which is deployed without the CDK, from what the CDK makes of
/// the stack.
@NullMarked
package io.quell.infra.release;

import org.jspecify.annotations.NullMarked;
