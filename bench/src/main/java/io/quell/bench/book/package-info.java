/// What a rule book costs: its loading, a finding, lint, and the pace at which updates are sent.
@NullMarked
package io.quell.bench.book;

import org.jspecify.annotations.NullMarked;
