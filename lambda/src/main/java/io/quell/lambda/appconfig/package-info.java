/// The file of rules from AWS AppConfig: asked for before an invocation's findings, checked, and
/// put in the place of the running one only where all of it is right.
@NullMarked
package io.quell.lambda.appconfig;

import org.jspecify.annotations.NullMarked;
