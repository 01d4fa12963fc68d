/// What the function may set on findings, and the statements of its role that deny the rest.
@NullMarked
package io.quell.infra.permissions;

import org.jspecify.annotations.NullMarked;
