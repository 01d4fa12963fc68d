package io.quell.lint.solver.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Cardinality;
import io.quell.criteria.Domain;
import io.quell.criteria.Element;
import io.quell.criteria.Field.Named;
import io.quell.finding.FieldPlace.Presence;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.value.Numbers;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written where a table says is read from there: every field of each format, with many
/// values.
final class ExampleWriterTest {
  private static final int ROUNDS = 300;
  private static final String LETTERS = "abcXYZ0189 .:-/*\\\"'äßİ\uD83D\uDE00";

  private static Stream<Arguments> fields() {
    return Stream.of(Format.values())
        .flatMap(
            format ->
                Named.in(format).stream()
                    .filter(field -> field.isIn(format) && !isOnlyComputed(field, format))
                    .map(field -> Arguments.of(format, field)));
  }

  /// What follows from other members alone. A record state follows from what is written for it.
  private static boolean isOnlyComputed(Named field, Format format) {
    return field.place(format).presence() == Presence.COMPUTED && field != Named.RECORD_STATE;
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldHasARowOfItsOwn(Format format) {
    assertThat(Named.in(format)).containsExactlyInAnyOrder(Named.values());
    Set<Named> computed = EnumSet.of(Named.FORMAT, Named.AGE, Named.NORMALIZED_SEVERITY);
    assertThat(Named.in(format).stream().filter(field -> isOnlyComputed(field, format)))
        .isSubsetOf(computed);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void isReadAsItWasWritten(Format format, Named field) throws UnreadableException {
    var random = new Random(field.name().hashCode());
    for (int round = 0; round < ROUNDS; round++) {
      List<String> values =
          IntStream.rangeClosed(0, field.cardinality() == Cardinality.ONE ? 0 : random.nextInt(3))
              .mapToObj(_ -> value(field, random))
              .toList();
      Model model = model(format, field, values);
      Object json = Json.read(Json.write(ExampleWriter.json(model)));
      assertThat(field.values(Finding.read(json))).as("%s", json).containsExactlyElementsOf(values);
    }
  }

  /// A finding with these values and with no more than a finding needs.
  private static Model model(Format format, Named field, List<String> values) {
    Map<Place, List<String>> places = new LinkedHashMap<>();
    places.put(Place.of(Named.ID), List.of("f-1"));
    if (field == Named.NOTE_AUTHOR) {
      places.put(Place.of(Named.NOTE_TEXT), List.of("seen"));
    }
    Optional<Element> element = field.cardinality().element();
    if (element.isEmpty()) {
      places.put(Place.of(field), values);
      return new Model(format, places, Map.of());
    }
    for (int at = 0; at < values.size(); at++) {
      places.put(new Place(field, at), List.of(values.get(at)));
    }
    return new Model(format, places, Map.of(element.get(), values.size()));
  }

  private static String value(Named field, Random random) {
    String value =
        switch (field.domain()) {
          case Domain.Listed(var values) -> one(values, random);
          case Domain.Numeric(double lowest, double highest) ->
              Numbers.text(
                  random.nextBoolean()
                      ? Math.round(lowest + random.nextDouble() * (highest - lowest))
                      : lowest + random.nextDouble() * (highest - lowest));
          case Domain.Temporal() ->
              Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)).toString();
          case Domain.Formed(_, _, var samples) -> one(samples, random);
          case Domain.Free _ -> text(random);
        };
    assertThat(field.domain().admits(value)).as("%s of %s", value, field).isTrue();
    return value;
  }

  private static <T> T one(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static String text(Random random) {
    List<String> letters = LETTERS.codePoints().mapToObj(Character::toString).toList();
    return random.nextInt(4) == 0
        ? one(List.of("AwsS3Bucket", "AwsEc2Instance", "S3.9", "true", "7", "0.50"), random)
        : "x"
            + IntStream.range(0, random.nextInt(12))
                .mapToObj(_ -> one(letters, random))
                .reduce("", String::concat);
  }
}
