package io.quell.infra.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.quell.infra.options.choice.SnapStartChoice;
import io.quell.infra.region.RegionFacts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeploymentTest {

  private static Options of(String region, Map<String, ?> values) {
    return Deployment.of(Map.of("regions", Map.of(region, values))).stacks().getFirst();
  }

  @Test
  void isOneStackWhereNoRegionIsNamed() {
    assertThat(Deployment.of(Map.of("memoryMb", 512)).stacks())
        .containsExactly(Options.of(Map.of("memoryMb", 512)));
  }

  @Test
  void givesARegionItsOwnValuesBeforeThoseOfAll() {
    List<Options> stacks =
        Deployment.of(
                Map.of(
                    "reconcileReads",
                    1,
                    "memoryMb",
                    512,
                    "regions",
                    Map.of("eu-west-1", Map.of("reconcileReads", 2), "us-east-1", Map.of())))
            .stacks();

    assertThat(stacks)
        .extracting(
            options -> options.stack().region(),
            options -> options.reconciliation().reads(),
            options -> options.function().memoryMb())
        .containsExactlyInAnyOrder(tuple("eu-west-1", 2, 512), tuple("us-east-1", 1, 512));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu-west-1,us-east-1", "eu-west-1, us-east-1"})
  void takesAListOfRegions(String text) {
    assertThat(Deployment.of(Map.of("regions", text)).stacks())
        .extracting(options -> options.stack().region())
        .containsExactly("eu-west-1", "us-east-1");
    assertThat(Deployment.of(Map.of("regions", List.of(text.split(", ?")))))
        .isEqualTo(Deployment.of(Map.of("regions", text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ireland",
        "eu-west-1,",
        "eu-west-1,eu-west-1",
        "eu-west-1,cn-north-1",
        "us-iso-east-1",
        " "
      })
  void refusesWhatIsNoListOfRegionsOfOnePartition(String text) {
    assertThatThrownBy(() -> Deployment.of(Map.of("regions", text)))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining(
            "', but must be Regions of one partition, each with its own options, or a list of"
                + " Regions.");
  }

  @Test
  void refusesRegionsThatAreNone() {
    assertThatThrownBy(() -> Deployment.of(Map.of("regions", Map.of())))
        .hasMessageStartingWith("Option regions is '', but must be Regions of one partition");
    assertThatThrownBy(() -> Deployment.of(Map.of("regions", List.of())))
        .hasMessageStartingWith("Option regions is '[]', but must be Regions of one partition");
    assertThatThrownBy(() -> of("eu-west-1", Map.of("regions", "us-east-1")))
        .hasMessage("There are no Regions within a Region: write them side by side.");
    assertThatThrownBy(() -> Deployment.of(Map.of("regions", Map.of("eu-west-1", List.of("mode")))))
        .hasMessage(
            "Under eu-west-1 stands '[mode]', but it must be a mapping of its options, or"
                + " nothing.");
  }

  @Test
  void tellsAllThatIsWrongAndWhere() {
    assertThatThrownBy(
            () ->
                Deployment.of(
                    Map.of(
                        "lateMinutes",
                        "-1",
                        "regions",
                        Map.of("eu-west-1", Map.of("mode", "x"), "us-east-1", Map.of()))))
        .isInstanceOfSatisfying(
            OptionException.class,
            refusal ->
                assertThat(refusal.problems())
                    .extracting(OptionProblem::path)
                    .containsExactlyInAnyOrder(
                        List.of("regions", "eu-west-1", "mode"), List.of("lateMinutes")));
    assertThatThrownBy(
            () ->
                Deployment.of(
                    Map.of("mod", "x", "regions", Map.of("eu-west-1", Map.of("memory", 1)))))
        .isInstanceOfSatisfying(
            OptionException.class,
            refusal ->
                assertThat(refusal.problems())
                    .extracting(OptionProblem::path)
                    .containsExactly(List.of("mod"), List.of("regions", "eu-west-1", "memory")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cn-north-1     | tracing   | on     | Option tracing is on, but in cn-north-1 X-Ray does not trace functions. Write tracing: off.
          cn-northwest-1 | delivery  | direct | Option delivery is direct, but in cn-northwest-1 Lambda has no metrics of asynchronous invocation, so that no alarm could tell that events wait. Write delivery: queue.
          ap-east-2      | snapStart | on     | Option snapStart is on, but ap-east-2 has no SnapStart. Write snapStart: auto.
          ap-southeast-6 | snapStart | on     | Option snapStart is on, but ap-southeast-6 has no SnapStart. Write snapStart: auto.
          eu-west-1      | fips      | on     | Option fips is on, but in eu-west-1 Security Hub has no FIPS endpoint: there are some in us-east-1, us-east-2, us-west-1, us-west-2 and GovCloud. Turn it off under regions.
          """)
  void refusesWhatTheRegionDoesNotHave(String region, String option, String value, String refusal) {
    assertThatThrownBy(() -> of(region, Map.of(option, value)))
        .isInstanceOf(OptionException.class)
        .hasMessage(refusal);
    assertThatThrownBy(() -> Deployment.of(Map.of("regions", region, option, value)))
        .isInstanceOf(OptionException.class)
        .hasMessage(refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, tracing, on",
    "us-gov-west-1, tracing, on",
    "eu-west-1, delivery, direct",
    "cn-north-1, delivery, queue",
    "cn-north-1, snapStart, on",
    "ap-east-1, snapStart, on",
    "ap-east-2, snapStart, auto",
    "us-east-1, fips, on",
    "us-east-2, fips, on",
    "us-west-1, fips, on",
    "us-west-2, fips, on",
    "us-gov-west-1, fips, on",
    "us-gov-east-1, fips, on",
    "ca-central-1, fips, off"
  })
  void takesWhatTheRegionHas(String region, String option, String value) {
    assertThat(of(region, Map.of(option, value)).stack().region()).isEqualTo(region);
  }

  @Test
  void takesFipsOnlyWhereTheRegionIsKnown() {
    assertThatThrownBy(() -> Options.of(Map.of("fips", "on")).requireOffered(new RegionFacts(null)))
        .hasMessage(
            "Option fips is on, but the stack is for a Region that is not known. Name it under"
                + " regions: Security Hub has FIPS endpoints in us-east-1, us-east-2, us-west-1,"
                + " us-west-2 and GovCloud only.");
    Options.of(Map.of("fips", "on")).requireOffered(new RegionFacts("us-east-1"));
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO, eu-west-1, true",
    "AUTO, ap-east-2, false",
    "AUTO, ap-southeast-6, false",
    "AUTO, , true",
    "ON, eu-west-1, true",
    "OFF, eu-west-1, false",
    "OFF, , false"
  })
  void startsFromSnapshotsWhereThereAreSome(SnapStartChoice choice, String region, boolean does) {
    assertThat(choice.in(new RegionFacts(region))).isEqualTo(does);
  }
}
