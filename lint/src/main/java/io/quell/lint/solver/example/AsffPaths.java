package io.quell.lint.solver.example;

import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where findings in ASFF have the values of named fields: what stands there is what the field has.
public final class AsffPaths {
  private static final Map<List<String>, Named> FIELDS =
      Map.ofEntries(
          Map.entry(List.of("Severity", "Label"), Named.SEVERITY),
          Map.entry(List.of("Workflow", "Status"), Named.WORKFLOW_STATUS),
          Map.entry(List.of("Region"), Named.REGION),
          Map.entry(List.of("AwsAccountId"), Named.ACCOUNT),
          Map.entry(List.of("Compliance", "SecurityControlId"), Named.CONTROL),
          Map.entry(List.of("Compliance", "Status"), Named.COMPLIANCE_STATUS),
          Map.entry(List.of("RecordState"), Named.RECORD_STATE));

  private AsffPaths() {}

  /// The named field that has the value of a place, if that is a path at which the format has one.
  public static Optional<Named> field(Place place, Format format) {
    return format == Format.ASFF && place.field() instanceof Field.Raw(var path)
        ? Optional.ofNullable(FIELDS.get(path))
        : Optional.empty();
  }
}
