/// Tests of the templates that are deployed without the CDK.
@NullMarked
package io.quell.compile.template;

import org.jspecify.annotations.NullMarked;
