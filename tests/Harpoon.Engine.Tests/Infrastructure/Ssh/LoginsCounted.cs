namespace Harpoon.Engine.Tests.Infrastructure.Ssh;

/// <summary>The tests that log in to the sshd, one after the other: some count who did.</summary>
[CollectionDefinition(nameof(LoginsCounted))]
public sealed class LoginsCounted;
