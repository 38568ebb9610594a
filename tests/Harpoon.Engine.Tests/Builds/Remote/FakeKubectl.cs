namespace Harpoon.Engine.Tests.Builds.Remote;

/// <summary>A script in the place of kubectl, in the <c>PATH</c> of a project. It notes its arguments.</summary>
internal static class FakeKubectl
{
    public static void Write(BuildProject project, string command)
    {
        project.WithFile("bin/kubectl", $"#!/bin/sh\necho \"$@\" >> '{project.Path("kubectl-arguments")}'\n{command}\n");
        project.SetMode("bin/kubectl", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        project.Variables["PATH"] = $"{project.Path("bin")}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    }

    public static string[] Arguments(BuildProject project) => File.ReadAllLines(project.Path("kubectl-arguments"));
}
