package io.quell.engine;

import io.quell.finding.Note;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields to set on one finding. What is null is left as it is. Equal updates share a call.
///
/// @param newSeverity the severity to set
/// @param newWorkflowStatus the workflow status to set
/// @param newNote the note to write in place of the present one, at most 512 characters
/// @param userDefinedFields all the user-defined fields the finding is to have, or none to leave them: at most 50, a
///     name of at most 128 and a value of at most 1,024 characters
public record Update(@Nullable SeverityLabel newSeverity, @Nullable WorkflowStatus newWorkflowStatus,
    @Nullable Note newNote, Map<String, String> userDefinedFields) {

  /// The update that sets nothing.
  public static final Update NONE = new Update(null, null, null, Map.of());

  public Update {
    userDefinedFields = Collections.unmodifiableMap(new LinkedHashMap<>(userDefinedFields));
  }

  /// Whether nothing is set.
  public boolean isEmpty() {
    return equals(NONE);
  }

  /// The severity to set.
  public Optional<SeverityLabel> severity() {
    return Optional.ofNullable(newSeverity);
  }

  /// The workflow status to set.
  public Optional<WorkflowStatus> workflowStatus() {
    return Optional.ofNullable(newWorkflowStatus);
  }

  /// The note to write.
  public Optional<Note> note() {
    return Optional.ofNullable(newNote);
  }
}
