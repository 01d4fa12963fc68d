/// What a rule book may change, and the statements of a policy that permit no more.
@NullMarked
package io.quell.compile.permission;

import org.jspecify.annotations.NullMarked;
