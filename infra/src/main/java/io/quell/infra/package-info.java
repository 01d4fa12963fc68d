/// What Quell creates in an AWS account: one construct, one stack on it, and the CDK app that
/// deploys the stack.
@NullMarked
package io.quell.infra;

import org.jspecify.annotations.NullMarked;
