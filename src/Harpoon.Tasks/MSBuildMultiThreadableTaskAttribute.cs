namespace Microsoft.Build.Framework;

/// <summary>
/// Says that a task may run beside others in one process (<c>-mt</c>). MSBuild looks for it by name on each concrete task,
/// so the tasks still load into MSBuild 18.0, which has neither this attribute nor <c>IMultiThreadableTask</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
