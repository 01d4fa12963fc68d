/// How to deploy Quell: the options of the CDK app, their defaults and their meanings.
@NullMarked
package io.quell.infra.options;

import org.jspecify.annotations.NullMarked;
