using Harpoon.Engine.Tests.Infrastructure.Ssh;

[assembly: AssemblyFixture(typeof(SshServer))]
