package io.quell.infra.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.infra.region.RegionFacts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ARNs and ids, tried on an option that takes neither: which one it is makes no difference.
final class OptionValuesTest {
  private static final DeploymentOption OPTION = DeploymentOption.ALARM_EMAILS;
  private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:alarms";

  private static OptionValues values(Object value) {
    return new OptionValues(Map.of(OPTION.key(), value), Map.of(), "eu-west-1", false);
  }

  @Test
  void takeAnArnOfTheService() {
    OptionValues values = values(TOPIC);

    assertThat(values.arn(OPTION, "sns")).isEqualTo(TOPIC);
    assertThat(values.arns()).extracting(RegionalArn::text).containsExactly(TOPIC);
    assertThat(new OptionValues(Map.of(), Map.of(), null, false).arn(OPTION, "sns")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alarms",
        "arn:aws:sqs:eu-west-1:111122223333:alarms",
        "arn:aws:sns:eu-west-1:1111:alarms",
        "arn:aws:sns:eu-west-1::alarms",
        "arn:aws:sns::111122223333:alarms",
        "arn:aws:sns:eu-west-1:111122223333:",
        "arn:aws:sns:eu-west-1:111122223333:a b",
        "arn:aws-cn:sns:eu-west-1:111122223333:alarms",
        "arn:aws:sns:cn-north-1:111122223333:alarms",
        "arn:aws-iso:sns:us-iso-east-1:111122223333:alarms"
      })
  void refuseWhatIsNoSuchArn(String text) {
    assertThatThrownBy(() -> values(text).arn(OPTION, "sns"))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("Option alarmEmails is '%s', but must be ".formatted(text));
  }

  @Test
  void refuseAnArnOfAnotherRegionAsSoonAsTheStacksIsKnown() {
    OptionValues read = new OptionValues(Map.of(OPTION.key(), TOPIC), Map.of(), null, false);
    read.arn(OPTION, "sns");
    Options defaults = Options.defaults();
    Options options =
        new Options(
            defaults.mode(),
            defaults.rules(),
            defaults.stack(),
            defaults.book(),
            defaults.intake(),
            defaults.updates(),
            defaults.function(),
            defaults.endpoint(),
            defaults.reconciliation(),
            defaults.operations(),
            defaults.organization(),
            read.arns());

    options.requireOffered(new RegionFacts("eu-west-1"));
    options.requireOffered(new RegionFacts(null));
    assertThatThrownBy(() -> options.requireOffered(new RegionFacts("us-east-1")))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "Option alarmEmails is '%s', which is in eu-west-1, but the stack is in us-east-1. Give it one of us-east-1, where there are several Regions in the section of its own: regions: {us-east-1: {alarmEmails: …}}."
                .formatted(TOPIC));
  }

  @Test
  void takeIds() {
    assertThat(values("vpc-0a1b2c3d").id(OPTION, "vpc")).isEqualTo("vpc-0a1b2c3d");
    assertThat(values(List.of("subnet-0a1b2c3d", "subnet-0123456789abcdef0")).ids(OPTION, "subnet"))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vpc-0a1b2c3", "subnet-0a1b2c3d", "vpc-0A1B2C3D", "0a1b2c3d", "vpc-"})
  void refuseWhatIsNoSuchId(String text) {
    assertThatThrownBy(() -> values(text).id(OPTION, "vpc"))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("Option alarmEmails is '%s', but must be ".formatted(text));
  }

  @Test
  void refuseAnIdTwice() {
    assertThatThrownBy(() -> values("vpc-0a1b2c3d,vpc-0a1b2c3d").ids(OPTION, "vpc"))
        .isInstanceOf(OptionException.class);
  }

  @Test
  void refuseAnIdForSeveralRegions() {
    Map<String, String> id = Map.of(OPTION.key(), "vpc-0a1b2c3d");

    assertThatThrownBy(() -> new OptionValues(id, Map.of(), "eu-west-1", true).id(OPTION, "vpc"))
        .hasMessage(
            "Option alarmEmails is 'vpc-0a1b2c3d' for all Regions, but an id is one Region's. Write"
                + " it under regions: eu-west-1:, and likewise for each other Region.");
    assertThat(new OptionValues(Map.of(), id, "eu-west-1", true).id(OPTION, "vpc"))
        .isEqualTo("vpc-0a1b2c3d");
  }
}
