package io.quell.testing.random;

import static io.quell.criteria.Criteria.allOf;
import static io.quell.criteria.Criteria.anyOf;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.onEveryVulnerability;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.onOneVulnerability;
import static io.quell.criteria.Criteria.raw;
import static io.quell.criteria.Criteria.resourceTag;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.testing.Findings;
import io.quell.testing.OcsfFindings;
import io.quell.testing.SampleFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Criteria and findings out of a small vocabulary, so that they often meet; the same for the same
/// seed.
public final class RandomCriteria {
  private static final List<Field> OF_FINDING =
      List.of(Named.CONTROL, Named.TITLE, Named.TYPE, raw("Network", "Ports"));
  private static final List<Field> OF_RESOURCES =
      List.of(Named.RESOURCE_TYPE, Named.RESOURCE_ID, resourceTag("team"), resourceTag("stage"));
  private static final List<Field> OF_VULNERABILITIES =
      List.of(Named.VULNERABILITY, Named.EXPLOIT_AVAILABLE);
  private static final List<String> WORDS =
      List.of("a", "A", "b", "B", "ß", "SS", "ẞ", "ab", "İ", "σ", "ς");
  private static final List<String> ANSWERS = List.of("YES", "NO");

  private RandomCriteria() {}

  /// Criteria of at most this depth.
  public static Criteria criteria(Random random, int depth) {
    return criteria(random, depth, true);
  }

  /// @param mayAskResources whether they may be about resources too, as those of a vulnerability
  ///     may not
  private static Criteria criteria(Random random, int depth, boolean mayAskResources) {
    int kind = random.nextInt(depth == 0 ? 4 : 12);
    Field field = field(random, mayAskResources);
    return switch (kind) {
      case 0, 1 -> field.is(words(random, field));
      case 2 -> field.isIgnoringCase(words(random, field));
      case 3 ->
          switch (random.nextInt(4)) {
            case 0 -> field.startsWith(word(random, field));
            case 1 -> field.isPresent();
            case 2 -> field.isAbsent();
            default -> field.fits(word(random, field) + "*");
          };
      case 4, 5 -> allOf(parts(random, depth, random.nextInt(4), mayAskResources));
      case 6 -> anyOf(parts(random, depth, 1 + random.nextInt(3), mayAskResources));
      case 7 -> not(criteria(random, depth - 1, mayAskResources));
      case 8, 9 -> {
        Criteria[] parts = parts(random, depth, random.nextInt(3), mayAskResources);
        yield !mayAskResources
            ? allOf(parts)
            : kind == 8 ? onOneResource(parts) : onEveryResource(parts);
      }
      case 10 -> onOneVulnerability(parts(random, depth, random.nextInt(3), false));
      default -> onEveryVulnerability(parts(random, depth, random.nextInt(3), false));
    };
  }

  private static Criteria[] parts(Random random, int depth, int count, boolean mayAskResources) {
    return IntStream.range(0, count)
        .mapToObj(_ -> criteria(random, depth - 1, mayAskResources))
        .toArray(Criteria[]::new);
  }

  /// A finding, in either format.
  public static SampleFinding finding(Random random) {
    return random.nextBoolean() ? asff(random) : ocsf(random);
  }

  private static SampleFinding asff(Random random) {
    SampleFinding sample =
        Findings.finding()
            .title(word(random))
            .with(List.of(words(random)), "Types")
            .with(List.of(words(random)), "Network", "Ports")
            .without("Resources");
    if (random.nextInt(4) > 0) {
      sample = sample.control(word(random));
    }
    int resources = random.nextInt(4);
    for (int at = 0; at < resources; at++) {
      sample = sample.resource(word(random), word(random));
      for (String key : List.of("team", "stage")) {
        if (random.nextBoolean()) {
          sample = sample.with(word(random), "Resources", Integer.toString(at), "Tags", key);
        }
      }
    }
    return sample.with(
        vulnerabilities(
            random,
            (id, answer) -> Map.of("Id", id, "ExploitAvailable", answer),
            answer -> Map.of("ExploitAvailable", answer)),
        "Vulnerabilities");
  }

  /// A resource has one name, the other or both.
  private static SampleFinding ocsf(Random random) {
    SampleFinding sample =
        OcsfFindings.ocsfFinding()
            .title(word(random))
            .with(List.of(words(random)), "finding_info", "types")
            .with(List.of(words(random)), "Network", "Ports")
            .without("resources");
    sample = random.nextInt(4) > 0 ? sample.control(word(random)) : sample.without("compliance");
    int resources = random.nextInt(4);
    for (int at = 0; at < resources; at++) {
      String place = Integer.toString(at);
      sample = sample.resource(word(random), word(random));
      if (random.nextBoolean()) {
        sample = sample.with(word(random), "resources", place, "uid_alt");
        sample = random.nextInt(3) == 0 ? sample.without("resources", place, "uid") : sample;
      }
      List<Map<String, String>> tags =
          Stream.of("team", "stage")
              .filter(_ -> random.nextBoolean())
              .map(key -> Map.of("name", key, "value", word(random)))
              .toList();
      sample = sample.with(tags, "resources", place, "tags");
    }
    return sample.with(
        vulnerabilities(
            random,
            (id, answer) ->
                Map.of("cve", Map.of("uid", id), "is_exploit_available", answer.equals("YES")),
            answer -> Map.of("is_exploit_available", answer.equals("YES"))),
        "vulnerabilities");
  }

  private static List<Map<String, ?>> vulnerabilities(
      Random random,
      BiFunction<String, String, Map<String, ?>> whole,
      Function<String, Map<String, ?>> withoutId) {
    List<Map<String, ?>> vulnerabilities = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      String answer = ANSWERS.get(random.nextInt(2));
      vulnerabilities.add(
          random.nextInt(4) == 0 ? withoutId.apply(answer) : whole.apply(word(random), answer));
    }
    return vulnerabilities;
  }

  private static Field field(Random random, boolean mayAskResources) {
    List<Field> fields =
        switch (random.nextInt(3)) {
          case 0 -> OF_FINDING;
          case 1 -> mayAskResources ? OF_RESOURCES : OF_VULNERABILITIES;
          default -> random.nextBoolean() && mayAskResources ? OF_RESOURCES : OF_VULNERABILITIES;
        };
    return fields.get(random.nextInt(fields.size()));
  }

  private static String word(Random random, Field field) {
    return field == Named.EXPLOIT_AVAILABLE ? ANSWERS.get(random.nextInt(2)) : word(random);
  }

  private static String[] words(Random random, Field field) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(_ -> word(random, field))
        .toArray(String[]::new);
  }

  private static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private static String[] words(Random random) {
    return words(random, Named.TITLE);
  }
}
