package io.quell.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/// The context of an invocation that has so much time left. It refuses everything else.
public record SampleContext(int remainingTimeInMillis) implements Context {
  @Override
  public int getRemainingTimeInMillis() {
    return remainingTimeInMillis;
  }

  @Override
  public String getAwsRequestId() {
    throw unexpected();
  }

  @Override
  public String getLogGroupName() {
    throw unexpected();
  }

  @Override
  public String getLogStreamName() {
    throw unexpected();
  }

  @Override
  public String getFunctionName() {
    throw unexpected();
  }

  @Override
  public String getFunctionVersion() {
    throw unexpected();
  }

  @Override
  public String getInvokedFunctionArn() {
    throw unexpected();
  }

  @Override
  public CognitoIdentity getIdentity() {
    throw unexpected();
  }

  @Override
  public ClientContext getClientContext() {
    throw unexpected();
  }

  @Override
  public int getMemoryLimitInMB() {
    throw unexpected();
  }

  @Override
  public LambdaLogger getLogger() {
    throw unexpected();
  }

  private static UnsupportedOperationException unexpected() {
    return new UnsupportedOperationException("the function has no business with this");
  }
}
