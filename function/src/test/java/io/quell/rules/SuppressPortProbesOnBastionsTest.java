package io.quell.rules;

import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.RuleAssert.assertThat;

import io.quell.rule.Rule;
import io.quell.testing.Findings.Sample;
import io.quell.testing.OcsfFindings.OcsfSample;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SuppressPortProbesOnBastionsTest {
  private final Rule rule = new SuppressPortProbesOnBastions();
  private final Sample probe =
      finding()
          .product("aws/guardduty")
          .with(List.of("TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort"), "Types");
  private final OcsfSample probeInOcsf =
      ocsfFinding().product("aws/guardduty").types("Recon:EC2/PortProbeUnprotectedPort", "Threats");

  @Test
  void ignoresOtherTypes() {
    assertThat(rule)
        .on(
            probe
                .with(List.of("TTPs/Discovery/Recon:EC2-Portscan"), "Types")
                .tag("role", "bastion"))
        .doesNotMatch()
        .on(probeInOcsf.types("Recon:EC2/Portscan", "Threats").tag("role", "bastion"))
        .doesNotMatch();
  }

  @Test
  void ignoresOtherHosts() {
    assertThat(rule)
        .on(probe)
        .doesNotMatch()
        .on(probe.tag("role", "web"))
        .doesNotMatch()
        .on(probeInOcsf.tag("role", "web"))
        .doesNotMatch();
  }

  @Test
  void ignoresProbesThatAlsoMetAnotherHost() {
    assertThat(rule)
        .on(probe.tag("role", "bastion").resource("AwsEc2Instance", "i-0123"))
        .doesNotMatch();
  }

  @Test
  void ignoresWhatIsCritical() {
    assertThat(rule).on(probe.severity(CRITICAL).tag("role", "bastion")).doesNotMatch();
  }

  @Test
  void suppressesProbesOnBastions() {
    assertThat(rule)
        .on(probe.tag("role", "bastion"))
        .suppresses()
        .on(probeInOcsf.tag("role", "bastion"))
        .suppresses();
  }
}
