<?xml version="1.0" encoding="utf-8"?>
<!-- Names.xml → what every build evaluates: whether any of Harpoon's properties already has a value. Usually none has, and nothing else
     is evaluated. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" indent="yes" encoding="utf-8" omit-xml-declaration="yes" />
  <xsl:template match="/">
    <Project>
      <xsl:comment> Written by Environment.xslt of Harpoon.Sdk from the list of names. </xsl:comment>
      <Import Project="Harpoon.Variables.props">
        <xsl:attribute name="Condition">
          <xsl:text>'</xsl:text>
          <xsl:for-each select="Names/Property">$(<xsl:value-of select="@Name" />)</xsl:for-each>
          <xsl:text>' != ''</xsl:text>
        </xsl:attribute>
      </Import>
    </Project>
  </xsl:template>
</xsl:stylesheet>
