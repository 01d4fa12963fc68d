package io.quell.localhub.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.localhub.filter.FindingAttribute.FilterKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingFilters;

/// Holds the table of attributes against the model in the AWS SDK.
class FindingAttributeTest {
  private static final Map<String, FilterKind> KINDS =
      Map.of(
          "StringFilter",
          FilterKind.STRING,
          "MapFilter",
          FilterKind.MAP,
          "NumberFilter",
          FilterKind.NUMBER,
          "DateFilter",
          FilterKind.DATE,
          "IpFilter",
          FilterKind.IP,
          "BooleanFilter",
          FilterKind.BOOLEAN,
          "KeywordFilter",
          FilterKind.KEYWORD);

  static Stream<SdkField<?>> filters() {
    return AwsSecurityFindingFilters.builder().sdkFields().stream();
  }

  @ParameterizedTest
  @MethodSource("filters")
  void knowsEveryFilterOfTheSdkAndItsKind(SdkField<?> filter) {
    SdkField<?> element = filter.getTrait(ListTrait.class).memberFieldInfo();
    String type = element.constructor().get().getClass().getEnclosingClass().getSimpleName();
    assertThat(FindingAttribute.named(filter.locationName()))
        .map(FindingAttribute::kind)
        .contains(KINDS.get(type));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void findsEveryAttributeInAFinding(SdkField<?> filter) {
    FindingAttribute attribute = FindingAttribute.named(filter.locationName()).orElseThrow();
    if (attribute.kind() == FilterKind.KEYWORD) {
      return;
    }
    SdkPojo holder = AwsSecurityFinding.builder();
    List<String> path = attribute.path();
    for (String member : path.subList(0, path.size() - 1)) {
      holder =
          unwrapped(
              field(holder, member)
                  .orElseThrow(() -> new AssertionError("no " + member + " in " + path)));
    }
    assertThat(field(holder, path.getLast())).as("%s", path).isPresent();
  }

  private static Optional<SdkField<?>> field(SdkPojo holder, String name) {
    return holder.sdkFields().stream()
        .filter(field -> field.locationName().equals(name))
        .findFirst();
  }

  private static SdkPojo unwrapped(SdkField<?> field) {
    SdkField<?> structure =
        field.containsTrait(ListTrait.class)
            ? field.getTrait(ListTrait.class).memberFieldInfo()
            : field;
    return structure.constructor().get();
  }
}
