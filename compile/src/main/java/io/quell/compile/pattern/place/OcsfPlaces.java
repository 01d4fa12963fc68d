package io.quell.compile.pattern.place;

import io.quell.compile.pattern.matcher.Matcher;
import io.quell.compile.pattern.matcher.Matchers;
import io.quell.compile.pattern.matcher.MemberPath;
import io.quell.criteria.Condition;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What findings in OCSF have where a test holds: the table says all of it but for maps.
final class OcsfPlaces extends Places {
  OcsfPlaces() {
    super(Format.OCSF, Set.of("severity_id", "severity", "status_id", "status", "comment"));
  }

  /// Tags are a list of names and values. A tag without a value has none that a condition could
  /// want.
  @Override
  Clause tag(String key, Set<Matcher> values, int element) {
    String resources = Named.RESOURCE_TYPE.place(Format.OCSF).list();
    MemberPath name = MemberPath.of(resources, "tags", "name");
    Set<Matcher> names = Matchers.exactly(List.of(key));
    return Clause.inList(
        resources,
        element,
        "tags",
        values.contains(Matchers.PRESENT)
            ? Map.of(name, names)
            : Map.of(name, names, MemberPath.of(resources, "tags", "value"), values));
  }

  /// A note has no author, but patterns say nothing of notes: they are Quell's to change.
  @Override
  List<Clause> named(Named field, Collection<Condition> anyOf, int element) {
    return field == Named.NOTE_AUTHOR ? ANYTHING : super.named(field, anyOf, element);
  }

  @Override
  List<Clause> userDefined(String name, Set<Matcher> texts) {
    return NEVER;
  }
}
