package io.quell.importers.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.securityhub.model.AutomationRulesFindingFieldsUpdate;
import software.amazon.awssdk.services.securityhub.model.AutomationRulesFindingFilters;
import software.amazon.awssdk.services.securityhub.model.MapFilterComparison;
import software.amazon.awssdk.services.securityhub.model.OcsfBooleanField;
import software.amazon.awssdk.services.securityhub.model.OcsfDateField;
import software.amazon.awssdk.services.securityhub.model.OcsfIpField;
import software.amazon.awssdk.services.securityhub.model.OcsfMapField;
import software.amazon.awssdk.services.securityhub.model.OcsfNumberField;
import software.amazon.awssdk.services.securityhub.model.OcsfStringField;
import software.amazon.awssdk.services.securityhub.model.StringFilterComparison;

/// The importers know what the service's own model has, and nothing else.
final class AutomationFieldTest {
  @Test
  void areAllThatTheServiceHas() {
    assertThat(AutomationField.values())
        .hasSize(41)
        .extracting(AutomationField::member)
        .containsExactlyInAnyOrderElementsOf(
            AutomationRulesFindingFilters.builder().build().sdkFields().stream()
                .map(SdkField::locationName)
                .toList());
  }

  @Test
  void takeTheFiltersThatTheServiceTakes() {
    for (SdkField<?> member : AutomationRulesFindingFilters.builder().build().sdkFields()) {
      String filter =
          member
              .getTrait(ListTrait.class)
              .memberFieldInfo()
              .constructor()
              .get()
              .getClass()
              .getName();
      AutomationField field = AutomationField.byMember().get(member.locationName());
      assertThat(field)
          .isNotNull()
          .extracting(AutomationField::kind)
          .asString()
          .isEqualTo(filter.replaceAll(".*\\.(\\w+)Filter\\$.*", "$1").toUpperCase(Locale.ROOT));
    }
  }

  @Test
  void compareAsTheServiceDoes() {
    assertThat(AutomationFilters.OCSF_STRING)
        .containsExactlyInAnyOrderElementsOf(
            names(
                Stream.of(StringFilterComparison.values())
                    .filter(value -> value != StringFilterComparison.UNKNOWN_TO_SDK_VERSION)));
    assertThat(AutomationFilters.MAP)
        .containsExactlyInAnyOrderElementsOf(
            names(
                Stream.of(MapFilterComparison.values())
                    .filter(value -> value != MapFilterComparison.UNKNOWN_TO_SDK_VERSION)));
  }

  @Test
  void setWhatTheServiceSets() {
    assertThat(AutomationAction.UPDATE)
        .containsExactlyInAnyOrderElementsOf(
            AutomationRulesFindingFieldsUpdate.builder().build().sdkFields().stream()
                .map(SdkField::locationName)
                .toList());
  }

  @Test
  void areAllThatTheServiceHasInOcsf() {
    assertNames("StringFilters", OcsfStringField.values());
    assertNames("NumberFilters", OcsfNumberField.values());
    assertNames("DateFilters", OcsfDateField.values());
    assertNames("BooleanFilters", OcsfBooleanField.values());
    assertNames("MapFilters", OcsfMapField.values());
    assertNames("IpFilters", OcsfIpField.values());
    assertThat(OcsfField.names()).hasSize(6);
  }

  private static void assertNames(String kind, Enum<?>... fields) {
    assertThat(OcsfField.names().get(kind))
        .as(kind)
        .containsExactlyInAnyOrderElementsOf(
            names(
                Arrays.stream(fields)
                    .filter(field -> !field.name().equals("UNKNOWN_TO_SDK_VERSION"))));
  }

  private static List<String> names(Stream<? extends Enum<?>> constants) {
    return constants.map(Enum::toString).toList();
  }
}
