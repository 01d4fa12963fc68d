package io.quell.lambda.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;

final class AppConfigEndpointTest {

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, false, https://appconfigdata.eu-west-1.amazonaws.com",
    "us-east-1, true, https://appconfigdata.us-east-1.amazonaws.com",
    "us-west-2, true, https://appconfigdata.us-west-2.amazonaws.com",
    "cn-north-1, false, https://appconfigdata.cn-north-1.amazonaws.com.cn",
    "us-gov-west-1, false, https://appconfigdata.us-gov-west-1.amazonaws.com",
    "us-gov-west-1, true, https://appconfigdata.us-gov-west-1.amazonaws.com"
  })
  void isThatOfTheRegionWithFipsToo(String region, String fips, String address) {
    assertThat(AppConfigEndpoint.of(Map.of("AWS_USE_FIPS_ENDPOINT", fips), Region.of(region)))
        .hasToString(address);
  }

  @Test
  void isWhatTheVariablesName() {
    assertThat(
            AppConfigEndpoint.of(
                Map.of(
                    "AWS_ENDPOINT_URL",
                    "http://all",
                    "AWS_ENDPOINT_URL_APPCONFIGDATA",
                    "http://this"),
                Region.EU_WEST_1))
        .hasToString("http://this");
    assertThat(
            AppConfigEndpoint.of(
                Map.of("AWS_ENDPOINT_URL", "http://all", "AWS_ENDPOINT_URL_APPCONFIGDATA", ""),
                Region.EU_WEST_1))
        .hasToString("http://all");
  }
}
