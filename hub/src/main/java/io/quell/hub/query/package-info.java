/// What findings are read by: filters of GetFindings and GetFindingsV2, made of criteria, of marks
/// and of ranges of time. No class here calls anything.
@NullMarked
package io.quell.hub.query;

import org.jspecify.annotations.NullMarked;
