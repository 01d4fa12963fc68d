/// Templates for CloudFormation that are deployed without the CDK: that of a release, whatever its
/// rules are, and that of one book.
@NullMarked
package io.quell.compile.template;

import org.jspecify.annotations.NullMarked;
