package io.quell.testing.random;

import static io.quell.criteria.Criteria.allOf;
import static io.quell.criteria.Criteria.anyOf;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.raw;
import static io.quell.criteria.Criteria.resourceTag;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.testing.Findings;
import io.quell.testing.Findings.Sample;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Criteria and findings out of a small vocabulary, so that they often meet; the same for the same
/// seed.
public final class RandomCriteria {
  private static final List<Field> FIELDS =
      List.of(
          Named.CONTROL,
          Named.TITLE,
          Named.RESOURCE_TYPE,
          Named.RESOURCE_ID,
          Named.TYPE,
          resourceTag("team"),
          resourceTag("stage"),
          raw("Network", "Ports"));
  private static final List<String> WORDS =
      List.of("a", "A", "b", "B", "ß", "SS", "ẞ", "ab", "İ", "σ", "ς");

  private RandomCriteria() {}

  /// Criteria of at most this depth.
  public static Criteria criteria(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 4 : 10);
    return switch (kind) {
      case 0, 1 -> field(random).is(words(random));
      case 2 -> field(random).isIgnoringCase(words(random));
      case 3 ->
          switch (random.nextInt(4)) {
            case 0 -> field(random).startsWith(word(random));
            case 1 -> field(random).isPresent();
            case 2 -> field(random).isAbsent();
            default -> field(random).fits(word(random) + "*");
          };
      case 4, 5 -> allOf(parts(random, depth - 1, random.nextInt(4)));
      case 6 -> anyOf(parts(random, depth - 1, 1 + random.nextInt(3)));
      case 7 -> not(criteria(random, depth - 1));
      case 8 -> onOneResource(parts(random, depth - 1, random.nextInt(3)));
      default -> onEveryResource(parts(random, depth - 1, random.nextInt(3)));
    };
  }

  private static Criteria[] parts(Random random, int depth, int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> criteria(random, depth))
        .toArray(Criteria[]::new);
  }

  /// A finding.
  public static Sample finding(Random random) {
    Sample sample =
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
    return sample;
  }

  private static Field field(Random random) {
    return FIELDS.get(random.nextInt(FIELDS.size()));
  }

  private static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private static String[] words(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(_ -> word(random))
        .toArray(String[]::new);
  }
}
