package io.quell.rules;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.RuleAssert.assertThat;

import io.quell.engine.Rule;
import io.quell.testing.Findings.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SuppressPortProbesOnBastionsTest {
  private final Rule rule = new SuppressPortProbesOnBastions();
  private final Sample probe = finding().product("aws/guardduty")
      .with(List.of("TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort"), "Types");

  @Test
  void ignoresOtherTypes() {
    assertThat(rule).on(probe.with(List.of("TTPs/Discovery/Recon:EC2-Portscan"), "Types").tag("role", "bastion"))
        .doesNotMatch();
  }

  @Test
  void ignoresOtherHosts() {
    assertThat(rule).on(probe).doesNotMatch().on(probe.tag("role", "web")).doesNotMatch();
  }

  @Test
  void ignoresProbesThatAlsoMetAnotherHost() {
    assertThat(rule).on(probe.tag("role", "bastion").resource("AwsEc2Instance", "i-0123")).doesNotMatch();
  }

  @Test
  void suppressesProbesOnBastions() {
    assertThat(rule).on(probe.tag("role", "bastion")).suppresses();
  }
}
