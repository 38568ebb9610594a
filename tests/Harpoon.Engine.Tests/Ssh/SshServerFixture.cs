using Harpoon.Engine.Tests.Ssh;

[assembly: AssemblyFixture(typeof(SshServer))]
