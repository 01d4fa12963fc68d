/// A local AWS Security Hub: findings in memory, the real API over HTTP, and the events that AWS
/// would raise.
@NullMarked
package io.quell.localhub;

import org.jspecify.annotations.NullMarked;
