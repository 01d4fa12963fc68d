/// A local AWS Security Hub: findings in memory, the real API over HTTP, and the events that AWS
/// would raise.
///
/// It is an oracle of its own: it shares no code with the engine that it judges, so that a mistake
/// in how Quell reads Security Hub cannot be made twice and go unseen.
@NullMarked
package io.quell.localhub;

import org.jspecify.annotations.NullMarked;
