/// What people publish to a running function through AWS AppConfig: rules, and levers.
@NullMarked
package io.quell.infra.publication;

import org.jspecify.annotations.NullMarked;
