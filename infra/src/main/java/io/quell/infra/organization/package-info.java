/// What an organization asks of every resource of a kind, applied to all of them at once: a key, a
/// network, a share of the concurrency, tags. So no resource is forgotten, a new one neither.
@NullMarked
package io.quell.infra.organization;

import org.jspecify.annotations.NullMarked;
