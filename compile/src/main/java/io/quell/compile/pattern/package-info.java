/// The event patterns of EventBridge that let through all findings that a rule book could match,
/// and few others.
@NullMarked
package io.quell.compile.pattern;

import org.jspecify.annotations.NullMarked;
