/// What whoever runs Quell looks at: the metrics, the alarms on them and the dashboard.
@NullMarked
package io.quell.infra.operations;

import org.jspecify.annotations.NullMarked;
