package io.quell.lint.alternatives;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which tests of a rule can have to do with each other. Beside most alternatives nothing is tested
/// that they could contradict, so that there is nothing to prove.
final class Relations {
  private static final Set<Named> READ_FROM_PATHS =
      EnumSet.of(
          Named.SEVERITY,
          Named.WORKFLOW_STATUS,
          Named.REGION,
          Named.ACCOUNT,
          Named.CONTROL,
          Named.COMPLIANCE_STATUS,
          Named.RECORD_STATE);
  private static final String PATH = "a path";
  private static final String READ_FROM_PATH = "what is read from a path";
  private static final String FORMAT = "the format";

  private final Map<String, Integer> topics;

  /// The tests of criteria.
  Relations(Criteria criteria) {
    topics = count(criteria.tests().flatMap(test -> topics(test.field())));
  }

  private static Map<String, Integer> count(Stream<String> topics) {
    Map<String, Integer> counted = new HashMap<>();
    topics.forEach(topic -> counted.merge(topic, 1, Integer::sum));
    return counted;
  }

  /// The tests outside of some alternatives, as far as others can have to do with them.
  ///
  /// @param counts how many there are, by what they are about
  record Outside(Map<String, Integer> counts) {

    /// Whether a test can have to do with one of them.
    boolean concerns(Criteria.Test test) {
      return topics(test.field()).flatMap(Relations::reached).anyMatch(this::has);
    }

    /// Whether a test can have to do with none of them but tests of the same field.
    boolean concernsByFieldAlone(Criteria.Test test) {
      return topics(test.field())
          .flatMap(Relations::reached)
          .allMatch(topic -> topic.equals(test.field().toString()) || !has(topic));
    }

    private boolean has(String topic) {
      return counts.getOrDefault(topic, 0) > 0;
    }
  }

  /// The tests outside of alternatives.
  Outside outside(List<Criteria> alternatives) {
    Map<String, Integer> outside = new HashMap<>(topics);
    count(alternatives.stream().flatMap(Criteria::tests).flatMap(test -> topics(test.field())))
        .forEach((topic, inside) -> outside.merge(topic, -inside, Integer::sum));
    return new Outside(outside);
  }

  /// What a test of a field is about: the field, what that is tied to, and where it stands.
  private static Stream<String> topics(Field field) {
    Stream<String> own = Stream.of(field.toString());
    if (field instanceof Field.Raw) {
      return Stream.concat(own, Stream.of(PATH, FORMAT));
    }
    return Stream.of(
            own,
            tie(field),
            field instanceof Named named && READ_FROM_PATHS.contains(named)
                ? Stream.of(READ_FROM_PATH)
                : Stream.<String>empty(),
            field == Named.FORMAT || !Arrays.stream(Format.values()).allMatch(field::isIn)
                ? Stream.of(FORMAT)
                : Stream.<String>empty())
        .flatMap(topics -> topics);
  }

  /// A control says the product, a severity has a number, an age is counted from a time, and a note
  /// has an author.
  private static Stream<String> tie(Field field) {
    return field instanceof Named named
        ? switch (named) {
          case CONTROL, PRODUCT -> Stream.of("where it comes from");
          case SEVERITY, PROVIDER_SEVERITY, NORMALIZED_SEVERITY -> Stream.of("how bad it is");
          case AGE, FIRST_OBSERVED_AT, CREATED_AT -> Stream.of("how old it is");
          case NOTE_TEXT, NOTE_AUTHOR -> Stream.of("its note");
          default -> Stream.empty();
        }
        : Stream.empty();
  }

  /// What can have to do with a topic: a path with what is read from paths, anything else with
  /// itself.
  private static Stream<String> reached(String topic) {
    return switch (topic) {
      case PATH -> Stream.of(PATH, READ_FROM_PATH);
      case READ_FROM_PATH -> Stream.of(PATH);
      default -> Stream.of(topic);
    };
  }
}
