/// A small model of what CloudFormation does with one template after another: what is created
/// before what, updated, replaced, removed and kept. What it does not know it refuses.
@NullMarked
package io.quell.infra.cloudformation;

import org.jspecify.annotations.NullMarked;
