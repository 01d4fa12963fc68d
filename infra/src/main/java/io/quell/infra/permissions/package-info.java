/// Roles, and the hubs that they are about.
@NullMarked
package io.quell.infra.permissions;

import org.jspecify.annotations.NullMarked;
