<?xml version="1.0" encoding="utf-8"?>
<!-- Names.xml → what clears a value that is set only by an environment variable. MSBuild turns every environment variable into a
     property, ignoring case: an unrelated variable DOCKERFILE or DOCKERHOST would decide what is built. So such a value is cleared, and
     Harpoon's targets report it (see Harpoon.Requirements.targets). A property of the command line can't be changed here, and is kept. In
     a pure project only the environment has been read so far. In other projects Directory.Build.props has been read too, so a value
     counts as the environment's if it is equal to the variable's. On Unix several variables may differ only in case: MSBuild uses the
     last one. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" indent="yes" encoding="utf-8" omit-xml-declaration="yes" />
  <xsl:template match="/">
    <Project>
      <xsl:comment> Written by Variables.xslt of Harpoon.Sdk from the list of names: removes values that only an environment variable gave. </xsl:comment>
      <PropertyGroup>
        <_HarpoonVariables>$([System.Environment]::GetEnvironmentVariables().Keys)</_HarpoonVariables>
        <_HarpoonVariables>;$(_HarpoonVariables);</_HarpoonVariables>
      </PropertyGroup>
      <xsl:apply-templates select="Names/Property" />
    </Project>
  </xsl:template>
  <xsl:template match="Property">
    <PropertyGroup Condition="'$({@Name})' != ''">
      <_HarpoonWas>$(<xsl:value-of select="@Name" />)</_HarpoonWas>
      <_HarpoonVariable>$([System.Text.RegularExpressions.Regex]::Match($(_HarpoonVariables), '(?i)(?&lt;=;)<xsl:value-of select="@Name" />(?=;)(?!.*;<xsl:value-of select="@Name" />;)'))</_HarpoonVariable>
      <xsl:element name="{@Name}">
        <xsl:attribute name="Condition">$(_HarpoonPure) or '$(_HarpoonWas)' == '$([System.Environment]::GetEnvironmentVariable($(_HarpoonVariable)))'</xsl:attribute>
      </xsl:element>
      <_HarpoonIgnoredVariables Condition="'$({@Name})' == ''">$(_HarpoonIgnoredVariables);<xsl:value-of select="@Name" /></_HarpoonIgnoredVariables>
    </PropertyGroup>
  </xsl:template>
</xsl:stylesheet>
