/// What all constructs use when they are synthesized: JSON objects in a fixed order, and the
/// answers to cdk-nag.
@NullMarked
package io.quell.infra.synthesis;

import org.jspecify.annotations.NullMarked;
